/** The address that makes a phone dial a number, however it is written for people. */
export function callHref(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}

export function textHref(number: string): string {
  return `sms:${number.replace(/[^\d+]/g, "")}`;
}
