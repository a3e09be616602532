export type RequesterName = 'encoder' | 'canonical' | 'outsider' | 'peer' | 'anonymous' | 'owner';

/** Who sends a request. */
export interface Requester {
  readonly title: string;
  /** The AWS account as which policies know it, if they do. */
  readonly account?: string;
}

/** Zencoder's production account, its canonical user ID, an AWS account of somebody else's, and so on. */
export const REQUESTERS: Readonly<Record<RequesterName, Requester>> = {
  encoder: { title: 'Zencoder', account: '395540211253' },
  canonical: { title: 'canonical ID' },
  outsider: { title: '111122223333', account: '111122223333' },
  peer: { title: 'a plain user' },
  anonymous: { title: 'anonymous' },
  owner: { title: 'the owner' },
};

export const CANONICAL_USER_ID = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';

export const REQUESTER_NAMES = Object.keys(REQUESTERS) as RequesterName[];
