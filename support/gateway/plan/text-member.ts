/** A member of an input, if the input has it and it is text. */
export function textMember(input: object, name: string): string | undefined {
  const value: unknown = Reflect.get(input, name);
  return typeof value === 'string' ? value : undefined;
}
