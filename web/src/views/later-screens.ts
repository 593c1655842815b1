/** The screens a day rarely begins with: one chunk, which is kept on the phone and works without a connection. */
export { Bladder } from "./bladder/bladder.tsx";
export { Event } from "./event/event.tsx";
export { TakeBack } from "./help/take-back.tsx";
export { History } from "./history/history.tsx";
export { More } from "./more/more.tsx";
export { SideEffect } from "./side-effect/side-effect.tsx";
