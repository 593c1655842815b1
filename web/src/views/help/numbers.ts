/** The address that makes a phone dial a number, however it is written for people. */
export function callHref(number: string): string {
  return `tel:${dialled(number)}`;
}

export function textHref(number: string): string {
  return `sms:${dialled(number)}`;
}

function dialled(number: string): string {
  return number.replaceAll(/[^\d+*#]/g, "").replaceAll("#", "%23");
}
