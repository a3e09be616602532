import { App, Aspects, Fn, TerraformStack, Token } from 'cdktf';
import type { IConstruct } from 'constructs';
import { kmsActions, regionOfKey } from '../../grants/kms-key';
import { type KeyUse, keyStatementLine, kmsKeyStatement } from '../../grants/kms-key-statement';
import { grouped } from '../../messages/grouped';
import { byCodePoint } from '../../messages/text';
import { inform } from '../terraform/annotations';
import { referenceOf, resolved } from '../terraform/references';

/** An access to a bucket that a KMS key encrypts. */
interface EncryptedAccess {
  readonly construct: IConstruct & { readonly forEach?: unknown };
  readonly arn: string;
  readonly use: KeyUse;
}

/**
 * The accesses of an app by KMS key. A key has only one policy, so all accesses with the same key share one statement.
 */
export class SharedKeys {
  private static readonly ofApp = new WeakMap<App, SharedKeys>();

  public static in(scope: IConstruct): SharedKeys {
    const app = App.of(scope);
    const existing = SharedKeys.ofApp.get(app);
    if (existing) {
      return existing;
    }
    const created = new SharedKeys();
    SharedKeys.ofApp.set(app, created);
    const [firstStack] = app.node.findAll().filter(TerraformStack.isStack);
    Aspects.of(firstStack!).add({ visit: (visited) => visited === firstStack && created.report() });
    return created;
  }

  private readonly accesses: EncryptedAccess[] = [];
  private readonly reported = new Set<string>();

  private constructor() {}

  public register(access: EncryptedAccess): void {
    if (kmsActions(access.use.actions).length > 0) {
      this.accesses.push(access);
    }
  }

  /** The statement that the key policy needs, as JSON text; undefined if the access needs no statement. */
  public statementFor(construct: IConstruct): string | undefined {
    const access = this.accesses.find((each) => each.construct === construct);
    return access && statementOf(access.arn, this.sharing(access));
  }

  /**
   * The accesses that share a statement, sorted by path. An access in another stack with a token as its bucket or
   * account is left out: otherwise this stack would depend on the other stack.
   */
  private sharing(access: EncryptedAccess): EncryptedAccess[] {
    const stackOf = ({ construct }: EncryptedAccess) => TerraformStack.of(construct);
    const isKnown = ({ use }: EncryptedAccess) =>
      ![use.bucket, ...[use.accountId].flat()].some((text) => Token.isUnresolved(text));
    const key = referenceOf(access.arn);
    // A value of an iterator is valid only in its own resource.
    const withoutIterator = this.accesses.filter(({ construct }) => construct.forEach === undefined);
    return (access.construct.forEach === undefined ? withoutIterator : [access])
      .filter((each) => referenceOf(each.arn) === key && (stackOf(each) === stackOf(access) || isKnown(each)))
      .sort((a, b) => byCodePoint(a.construct.node.path, b.construct.node.path));
  }

  /** Reports each statement once, at the first access that needs it. */
  private report(): void {
    const all = this.accesses.map((access) => this.sharing(access));
    for (const [sharing] of grouped(all, (each) => each.map(({ construct }) => construct.node.path))) {
      const [{ construct, arn }] = sharing as [EncryptedAccess];
      const buckets = sharing!.map(({ use }) => use.bucket);
      const line = resolved(construct, keyStatementLine(arn, buckets, statementOf(arn, sharing!)));
      if (!this.reported.has(line)) {
        this.reported.add(line);
        inform(construct, line);
      }
    }
  }
}

function statementOf(arn: string, sharing: readonly EncryptedAccess[]): string {
  const region = Token.isUnresolved(arn) ? Token.asString(Fn.element(Fn.split(':', arn), 3)) : regionOfKey(arn);
  return JSON.stringify(
    kmsKeyStatement(
      region,
      sharing.map(({ use }) => use),
    ),
  );
}
