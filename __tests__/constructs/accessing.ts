import { type ZencoderBucketAccessProps, ZencoderRole } from '../../lib';

export const INPUT = { role: ZencoderRole.INPUT, prefixes: ['incoming/'] };
export const plain: ZencoderBucketAccessProps = { bucket: 'acme-masters', grants: [INPUT] };

export function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
