import { App, Aspects, Fn, TerraformStack, Token } from 'cdktf';
import type { IConstruct } from 'constructs';
import { kmsActions, regionOfKey } from '../../grants/kms-key';
import { type KeyUse, keyStatementLine, kmsKeyStatement } from '../../grants/kms-key-statement';
import { grouped } from '../../messages/grouped';
import { byCodePoint } from '../../messages/text';
import { inform } from '../terraform/annotations';
import { referenceOf, resolved } from '../terraform/references';

/** A bucket that a key encrypts, as an access to it has it. */
interface EncryptedAccess {
  readonly construct: IConstruct & { readonly forEach?: unknown };
  readonly arn: string;
  readonly use: KeyUse;
}

/** A key has one policy, and so one statement for all accesses of an app that name it. */
export class SharedKeys {
  private static readonly ofApp = new WeakMap<App, SharedKeys>();

  public static in(scope: IConstruct): SharedKeys {
    const app = App.of(scope);
    const existing = SharedKeys.ofApp.get(app);
    if (existing) {
      return existing;
    }
    const made = new SharedKeys();
    SharedKeys.ofApp.set(app, made);
    const [firstStack] = app.node.findAll().filter(TerraformStack.isStack);
    Aspects.of(firstStack!).add({ visit: (visited) => visited === firstStack && made.tell() });
    return made;
  }

  private readonly accesses: EncryptedAccess[] = [];
  private readonly told = new Set<string>();

  private constructor() {}

  public register(access: EncryptedAccess): void {
    if (kmsActions(access.use.actions).length > 0) {
      this.accesses.push(access);
    }
  }

  /** The statement that the policy of the key needs, as JSON text; undefined where the access needs none. */
  public statementFor(construct: IConstruct): string | undefined {
    const access = this.accesses.find((each) => each.construct === construct);
    return access && statementOf(access.arn, this.sharing(access));
  }

  /** In the order of their paths. What another stack only refers to is left out: the two stacks would depend on each other. */
  private sharing(access: EncryptedAccess): EncryptedAccess[] {
    const stackOf = ({ construct }: EncryptedAccess) => TerraformStack.of(construct);
    const isKnown = ({ use }: EncryptedAccess) =>
      ![use.bucket, ...[use.accountId].flat()].some((text) => Token.isUnresolved(text));
    const key = referenceOf(access.arn);
    // What an iterator gives means nothing outside of its resource.
    const others = this.accesses.filter(({ construct }) => construct.forEach === undefined);
    return (access.construct.forEach === undefined ? others : [access])
      .filter((each) => referenceOf(each.arn) === key && (stackOf(each) === stackOf(access) || isKnown(each)))
      .sort((a, b) => byCodePoint(a.construct.node.path, b.construct.node.path));
  }

  /** Once for each statement, at the first access that needs it. */
  private tell(): void {
    const all = this.accesses.map((access) => this.sharing(access));
    for (const [sharing] of grouped(all, (each) => each.map(({ construct }) => construct.node.path))) {
      const [{ construct, arn }] = sharing as [EncryptedAccess];
      const buckets = sharing!.map(({ use }) => use.bucket);
      const line = resolved(construct, keyStatementLine(arn, buckets, statementOf(arn, sharing!)));
      if (!this.told.has(line)) {
        this.told.add(line);
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
