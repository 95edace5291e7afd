/** The account that a request to S3 Control is about, which every input names. */
export function accountNamed(input: object): string {
  const account: unknown = Reflect.get(input, 'AccountId');
  return typeof account === 'string' ? account : '';
}
