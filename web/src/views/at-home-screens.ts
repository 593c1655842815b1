/** What is measured and taken at home: one chunk, which is kept on the phone and works without a connection. */
export { Medicine } from "./medicine/medicine.tsx";
export { Reading } from "./reading/reading.tsx";
