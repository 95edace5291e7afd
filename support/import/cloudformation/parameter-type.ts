/** True for a type of parameters whose values are lists. */
export function isListType(type: string): boolean {
  return /^List<|^CommaDelimitedList$/.test(type);
}

/** The items of a list as the value of a parameter writes it. */
export function itemsOf(value: string): readonly string[] {
  return value.split(',').map((item) => item.trim());
}
