/** The screens that ask who somebody is: one chunk, not part of the first load. */
export { SignIn } from "./sign-in/sign-in.tsx";
export { Verify } from "./verify/verify.tsx";
