import { allowing, denying, INPUT, type SetUp } from './set-up';

/** A set-up in which Zencoder is refused by a condition that only its requests show. */
export interface UnclearSetUp extends SetUp {
  /** What is said to be unknown, and which statement depends on it. */
  readonly what: string;
  readonly why: string;
  /** Doctor knows what to do all the same. */
  readonly isAdvised: boolean;
}

const input = (unclear: Omit<UnclearSetUp, keyof typeof INPUT> & Partial<SetUp>): UnclearSetUp => ({
  ...INPUT,
  ...unclear,
});

export const UNCLEAR: readonly UnclearSetUp[] = [
  input({
    name: 'a Deny for all but one program, which the file accepts',
    entry: { grants: [{ role: 'input', prefixes: ['in/'] }], acceptedDenies: ['Guard'] },
    others: [denying({ Condition: { StringNotEquals: { 'aws:UserAgent': 'ours' } } })],
    what: 'whether aws:UserAgent is "ours" in Zencoder\'s requests',
    why: 'Statement[2] (Sid "Guard") of the bucket\'s policy denies Zencoder s3:GetObject on "in/film.mov" otherwise',
    isAdvised: false,
  }),
  input({
    name: 'access from a network only',
    entry: undefined,
    byHand: [allowing({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
    what: 'whether aws:SourceIp is in "10.0.0.0/8" in Zencoder\'s requests',
    why: 'on the bucket only in that case',
    isAdvised: false,
  }),
  input({
    name: 'access over TLS only, asked without it',
    entry: { grants: [{ role: 'input', prefixes: ['in/'] }], requireTls: true },
    what: "whether Zencoder's requests use TLS, which Zencoder does not guarantee",
    why: 'only if aws:SecureTransport is "true"',
    isAdvised: true,
  }),
];
