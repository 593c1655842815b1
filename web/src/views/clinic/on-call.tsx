import { clinicWords as c } from "../../i18n/clinic.ts";
import { callHref } from "../help/numbers.ts";

/** Whom to reach while the clinic is closed, and the number to dial. */
export function OnCall({ of }: { of: { readonly name: string; readonly phone: string } }) {
  return (
    <>
      {c("onCallIs", { name: of.name })},{" "}
      <a class="alert-call" href={callHref(of.phone)}>
        {of.phone}
      </a>
    </>
  );
}
