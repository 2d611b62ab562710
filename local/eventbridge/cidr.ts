/** IP addresses and CIDR blocks as event patterns know them. */

/** A block: the address's bytes (4 or 16) and how many leading bits must agree. */
export interface CidrBlock {
  readonly address: readonly number[];
  readonly bits: number;
}

const parseIpv4 = (text: string): number[] | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const bytes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  return bytes.every((byte) => byte < 256) ? bytes : undefined;
};

const parseGroups = (text: string): number[] | undefined => {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.flatMap((group) => {
        const value = Number.parseInt(group, 16);
        return [value >> 8, value & 255];
      })
    : undefined;
};

const parseIpv6 = (text: string): number[] | undefined => {
  const [head, tail, ...more] = text.split('::');
  if (head === undefined || more.length > 0) return undefined;
  const left = parseGroups(head);
  const right = tail === undefined ? [] : parseGroups(tail);
  if (left === undefined || right === undefined) return undefined;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...left, ...Array<number>(missing).fill(0), ...right];
};

/** The address's 4 or 16 bytes, or undefined where the text is no IP address. */
export const parseIp = (text: string): number[] | undefined => parseIpv4(text) ?? parseIpv6(text);

/**
 * @throws Error whose message is AWS's own reason, e.g. `Malformed CIDR, one '/' required`
 */
export const parseCidr = (text: string): CidrBlock => {
  const [ip, mask, ...more] = text.split('/');
  if (ip === undefined || mask === undefined || more.length > 0) {
    throw new Error("Malformed CIDR, one '/' required");
  }
  if (!/^[+-]?\d+$/.test(mask)) throw new Error('Malformed CIDR, mask bits must be an integer');
  const bits = Number(mask);
  if (bits < 0) throw new Error('Malformed CIDR, mask bits must not be negative');
  const address = parseIp(ip);
  if (address === undefined) throw new Error(`Nonstandard IP address: ${ip}`);
  if (address.length === 4 && bits > 31) throw new Error('IPv4 mask bits must be < 32');
  if (bits > 127) throw new Error('IPv6 mask bits must be < 128');
  return { address, bits };
};

const bit = (bytes: readonly number[], at: number): number => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;

/**
 * Whether `text` is an IP address of the same family inside the block. As in Event Ruler a block begins at the
 * address that was written, not at the first one of its network.
 */
export const isInBlock = (text: string, block: CidrBlock): boolean => {
  const address = parseIp(text);
  if (address === undefined || address.length !== block.address.length) return false;
  for (let at = 0; at < block.bits; at += 1) {
    if (bit(address, at) !== bit(block.address, at)) return false;
  }
  const differs = address.findIndex((byte, at) => byte !== block.address[at]);
  return differs < 0 || (address[differs] ?? 0) > (block.address[differs] ?? 0);
};
