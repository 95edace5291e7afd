/** The first `count` blocks of a size within an IPv4 block, as Fn::Cidr gives them; undefined for what is no such block. */
export function splitCidr(block: string, count: number, hostBits: number): readonly string[] | undefined {
  const [, a, b, c, d] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(block)?.map(Number) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const isUsable = count > 0 && count <= 256 && hostBits >= 0 && hostBits <= 32;
  if (!isUsable) return undefined;
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  return Array.from({ length: count }, (_, index) => {
    const address = start + index * 2 ** hostBits;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${octets.join('.')}/${32 - hostBits}`;
  });
}
