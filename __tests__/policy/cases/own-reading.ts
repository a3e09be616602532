import type { ReadStatement } from './documents';
import { arnOf, type Request } from './requests';

/** IAM's reading of a resource pattern: two wildcards, and escapes for the characters themselves. */
function matches(pattern: string, arn: string): boolean {
  const source = pattern.replace(/\$\{([*?$])\}|\*|\?|[\\^$.+()|[\]{}/]/g, (token, escaped) => {
    const wild = token === '*' ? '[^]*' : token === '?' ? '[^]' : undefined;
    return wild ?? `\\${escaped ?? token}`;
  });
  return new RegExp(`^${source}$`, 'u').test(arn);
}

/** Whether S3 would say yes: for statements that only allow a whole account something, as ours do. */
export function allowedByOwnReading(statements: readonly ReadStatement[], request: Request): boolean {
  return statements.some(({ Principal, Action, Resource, Condition = {} }) => {
    const { Bool, DateLessThan, ...unknown } = Condition;
    return (
      Object.keys(unknown).length === 0 &&
      Principal.AWS === `arn:aws:iam::${request.principal?.split(':')[4]}:root` &&
      Action.includes(request.action) &&
      Resource.some((pattern) => matches(pattern, arnOf(request))) &&
      (Bool === undefined || Bool['aws:SecureTransport'] === String(request.secure)) &&
      (DateLessThan === undefined || request.at < new Date(DateLessThan['aws:CurrentTime']!))
    );
  });
}
