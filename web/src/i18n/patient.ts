import { common } from "./catalogue/common.ts";
import { help } from "./catalogue/help.ts";
import { patient } from "./catalogue/patient.ts";
import { translator } from "./translate.ts";

/** The words of the patient's screens. */
export const t = translator({ ...common, ...patient, ...help });
