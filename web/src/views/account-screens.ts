/** The screens that are needed once in a while, and with a connection: one chunk, which is not kept on the phone. */
export { Account } from "./account/account.tsx";
export { Join } from "./join/join.tsx";
