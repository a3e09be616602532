import type { Ternary } from './verdict';

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Whether an address is in a CIDR range, or equal to an address; undefined if one of the two is not valid. */
export function isInRange(requestValue: string, policyValue: string): Ternary {
  const [text = '', length, more] = policyValue.split('/');
  const [address, range] = [addressOf(requestValue), addressOf(text)];
  if (!address || !range || more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) {
    return undefined;
  }
  if (address.bits !== range.bits) {
    return false;
  }
  const hasSameStart = (digits: number) => {
    const rest = BigInt(range.bits - digits);
    return address.value >> rest === range.value >> rest;
  };
  if (length !== undefined) {
    return Number(length) > range.bits ? undefined : hasSameStart(Number(length));
  }
  // According to IAM's "Condition operators", an address without a length has /32. For IPv6 this is not documented.
  const whole = hasSameStart(range.bits);
  return whole === hasSameStart(32) ? whole : undefined;
}

/** An IPv4 address at the end of an IPv6 address, as in `::ffff:192.0.2.1`. */
const IPV4_SUFFIX = /(?<=:)\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether a text is an address or a CIDR range. Bits after the length of the range need not be zero. */
export function isAddressOrRange(text: string): boolean {
  const [before = '', length = '0', more] = text.split('/');
  const octets = IPV4_SUFFIX.exec(before)?.[0];
  const isMapped = octets !== undefined && addressOf(octets) !== undefined;
  const address = addressOf(isMapped ? before.replace(octets, '0:0') : before);
  return address !== undefined && more === undefined && /^\d{1,3}$/.test(length) && Number(length) <= address.bits;
}

function addressOf(text: string): Address | undefined {
  return text.includes(':') ? addressOfGroups(text) : addressOfOctets(text);
}

const OCTETS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function addressOfOctets(text: string): Address | undefined {
  const octets = OCTETS.exec(text)?.slice(1).map(Number);
  return octets === undefined || octets.some((octet) => octet > 255)
    ? undefined
    : { bits: 32, value: combine(octets, 8n) };
}

const GROUPS = 8;

function addressOfGroups(text: string): Address | undefined {
  const [before = '', after, more] = text.split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));
  const given = [...groupsOf(before), ...groupsOf(after ?? '')];
  const left = GROUPS - given.length;
  if (
    more !== undefined ||
    (after === undefined ? left !== 0 : left < 1) ||
    given.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))
  ) {
    return undefined;
  }
  const groups = [...groupsOf(before), ...Array<string>(left).fill('0'), ...groupsOf(after ?? '')];
  const parts = groups.map((group) => Number.parseInt(group, 16));
  return { bits: 128, value: combine(parts, 16n) };
}

function combine(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}
