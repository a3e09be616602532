import { JsonSource, JsonSyntaxError, lineAndColumn } from '../iam/json-source';
import type { Diagnostic } from '../messages/diagnostic';
import { quoted } from '../messages/wording';
import { MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';
import { shortName } from './construct-id';
import { asMap, type UntrustedMap } from './untrusted';

/** The file for the statements of others that a bucket has, as the YAML names it where nobody chose another. */
export function policyPath(bucket: string): string {
  return `policies/${bucket.length > MAX_BUCKET_NAME_LENGTH ? shortName(bucket) : bucket}.json`;
}

/** A file that `otherStatements` names: how messages call it, and what it holds. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** Gives the policy file of a name in the YAML, or throws an error whose message says why it cannot. */
export type PolicyFileReader = (name: string) => PolicyFile;

interface KeptPolicy extends PolicyFile {
  readonly json: JsonSource;
  readonly bucket: object;
  readonly name: string;
}

/** Where a finding is: the files are told apart by how messages call them. */
export interface FilePlace {
  readonly file: string;
  readonly offset: number;
  /** As `LINE:COLUMN`; it is asked for what is shown alone. */
  readonly lineAndColumn: () => string;
}

const SETTING = 'otherStatements';

/** Of the path `stacks.NAME.buckets.NAME.otherStatements`. */
const DEPTH = 5;

function keyOf([, stack, , bucket]: Diagnostic['path']): string {
  return `${stack}\0${bucket}`;
}

function placeIn({ file, text }: PolicyFile, offset: number): FilePlace {
  return { file, offset, lineAndColumn: () => lineAndColumn(text, offset) };
}

/** The policy files of a config, by the path of their name in the YAML. */
export class KeptPolicies {
  public readonly findings: Diagnostic[] = [];
  private readonly policies = new Map<string, KeptPolicy>();
  /** Where texts break that are no JSON. */
  private readonly broken = new Map<string, FilePlace>();

  public constructor(
    config: unknown,
    private readonly policyFile: PolicyFileReader,
  ) {
    for (const [stack, settings] of Object.entries(asMap(asMap(config).stacks))) {
      for (const [bucket, value] of Object.entries(asMap(asMap(settings).buckets))) {
        this.read(['stacks', stack, 'buckets', bucket, SETTING], asMap(value));
      }
    }
  }

  public text(path: Diagnostic['path']): string | undefined {
    return this.policies.get(keyOf(path))?.text;
  }

  /** Of a finding within a policy file: there, not in the YAML, which has the name of the setting. */
  public place({ path, atName }: Diagnostic): FilePlace | undefined {
    if (atName || path[DEPTH - 1] !== SETTING) {
      return undefined;
    }
    const key = keyOf(path);
    const policy = this.policies.get(key);
    return policy === undefined ? this.broken.get(key) : placeIn(policy, policy.json.offsetOf(path.slice(DEPTH)));
  }

  /** Puts the texts into the config, each in place of the name of its file. */
  public fillIn(): void {
    for (const { bucket, name, text } of this.policies.values()) {
      Object.assign(bucket, { otherStatements: text, otherStatementsFile: name });
    }
  }

  private read(path: Diagnostic['path'], bucket: UntrustedMap): void {
    const name = bucket.otherStatements;
    if (typeof name !== 'string') {
      return;
    }
    let file: PolicyFile | undefined;
    try {
      file = this.policyFile(name);
      this.policies.set(keyOf(path), { ...file, json: new JsonSource(file.text), bucket, name });
    } catch (error) {
      const { message } = error as Error;
      if (file !== undefined && error instanceof JsonSyntaxError) {
        this.broken.set(keyOf(path), placeIn(file, error.offset));
        this.findings.push({ path, message });
      } else {
        this.findings.push({ path, message: `${quoted(name)}: ${message}` });
      }
    }
  }
}
