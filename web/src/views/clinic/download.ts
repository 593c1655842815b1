/** A browser may still be reading the file when the click returns. */
const READ_MS = 60_000;

/** Hands a file to the person, under a name that says nothing about a patient. */
export function hand(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_MS);
}
