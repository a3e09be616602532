import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Diagnosis } from '../../../lib/doctor/diagnosis';
import type { Fix } from '../../../lib/report/cause';
import type { Clinic } from './clinic';
import type { SetUp, Statement } from './set-up';

type Entry = { [property: string]: unknown };

/** A bucket of `zencoder.yaml`, and what becomes of it when somebody does what doctor says. */
export class BucketFile {
  /** Writes the file, and the files of others' statements beside it. */
  static write(folder: string, files: readonly BucketFile[]): void {
    const buckets = files.filter(({ entry }) => entry !== undefined).map((file) => [file.bucket, file.written(folder)]);
    writeFileSync(
      join(folder, 'zencoder.yaml'),
      stringify({ stacks: { films: { buckets: Object.fromEntries(buckets) } } }),
    );
  }

  /** The policy that stands, as it was put. */
  live: string | undefined;
  private entry: Entry | undefined;
  private others: Statement[];

  constructor(
    readonly bucket: string,
    private readonly setUp: SetUp,
  ) {
    this.entry = setUp.entry && structuredClone(setUp.entry);
    this.others = JSON.parse(this.named(JSON.stringify(setUp.others))) as Statement[];
  }

  /** What stands while the file has no such bucket. */
  get byHand(): string | undefined {
    const { byHand } = this.setUp;
    return byHand && this.named(JSON.stringify({ Version: '2012-10-17', Statement: byHand }));
  }

  /** Does everything that is to be done, and returns the URL to give Zencoder then. */
  async follow(clinic: Clinic, { url, findings, unknown }: Diagnosis): Promise<string> {
    let given = url;
    for (const change of [...findings, ...unknown].flatMap(({ changes = [] }) => chosen(changes))) {
      given = change.url ?? given;
      if (change.yaml !== undefined) this.merge(change.yaml);
      if (change.index !== undefined) this.replace(change.index, change.statement as Statement | null);
      if (change.command !== undefined) await this.shell(clinic, change);
    }
    return given;
  }

  private async shell(clinic: Clinic, { what, command }: Fix): Promise<void> {
    // The file has the bucket, as far as it is to be changed here.
    if (command!.startsWith('zencoder-s3 ')) return;
    const isToLook = / (ls|get-\S+|head-object) /.test(command!);
    if (isToLook) await this.setUp.byHandOf?.(clinic, this.bucket);
    else await clinic.shell(command!, what.includes('the account that owns the object') ? 'peer' : 'owner');
  }

  /** Lists are added to, and other values replaced. */
  private merge(yaml: string): void {
    const lines = (parse(yaml) as Record<string, Entry>)[this.bucket]!;
    const entry = this.entry ?? {};
    for (const [name, value] of Object.entries(lines)) {
      const standing = entry[name];
      entry[name] = Array.isArray(value) && Array.isArray(standing) ? [...standing, ...value] : value;
    }
    this.entry = entry;
  }

  /** The statements of others stand behind those of Zencoder. */
  private replace(index: number, statement: Statement | null): void {
    const { Statement: all } = JSON.parse(this.live!) as { Statement: unknown[] };
    const place = index - (all.length - this.others.length);
    this.others = this.others.flatMap((other, at) => (at !== place ? [other] : statement === null ? [] : [statement]));
  }

  private written(folder: string): Entry {
    if (this.others.length === 0) return this.entry!;
    const otherStatements = `${this.bucket}.json`;
    const policy = { Version: '2012-10-17', Statement: this.others };
    writeFileSync(join(folder, otherStatements), JSON.stringify(policy));
    return { ...this.entry, otherStatements };
  }

  private named(text: string): string {
    return text.replaceAll('BUCKET', this.bucket);
  }
}

/** The changes of a finding, without alternatives; but this server has no object ownership. */
function chosen(changes: readonly Fix[]): readonly Fix[] {
  const isPossible = !changes[0]?.yaml?.includes('objectOwnership');
  return changes.filter(({ isAlternative = false }) => isAlternative !== isPossible);
}
