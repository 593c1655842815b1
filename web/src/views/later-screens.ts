/** The screens a day rarely begins with: one chunk, which is kept on the phone and works without a connection. */
export { Event } from "./event/event.tsx";
export { History } from "./history/history.tsx";
export { More } from "./more/more.tsx";
export { SideEffect } from "./side-effect/side-effect.tsx";
