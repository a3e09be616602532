import { JsonSource, JsonSyntaxError, lineAndColumn } from '../iam/json-source';
import type { Diagnostic } from '../messages/diagnostic';
import { quoted } from '../messages/wording';
import { MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';
import { shortName } from './construct-id';
import { asMap, type UntrustedMap } from './untrusted';

/** The default path of the file with the other statements of a bucket, as written in the YAML. */
export function policyPath(bucket: string): string {
  return `policies/${bucket.length > MAX_BUCKET_NAME_LENGTH ? shortName(bucket) : bucket}.json`;
}

/** A file that `otherStatements` names: its name in messages, and its text. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** Returns the policy file for a path in the YAML, or throws an error with the reason. */
export type PolicyFileReader = (name: string) => PolicyFile;

interface KeptPolicy extends PolicyFile {
  readonly json: JsonSource;
  readonly bucket: object;
  readonly name: string;
}

/** The position of a finding. `file` is the name in messages, and identifies the file. */
export interface FilePlace {
  readonly file: string;
  readonly offset: number;
  /** Returns `LINE:COLUMN`. It is a function, because only findings that are printed need it. */
  readonly lineAndColumn: () => string;
}

const SETTING = 'otherStatements';

/** The length of the path `stacks.NAME.buckets.NAME.otherStatements`. */
const DEPTH = 5;

function keyOf([, stack, , bucket]: Diagnostic['path']): string {
  return `${stack}\0${bucket}`;
}

function placeIn({ file, text }: PolicyFile, offset: number): FilePlace {
  return { file, offset, lineAndColumn: () => lineAndColumn(text, offset) };
}

/** The policy files of a configuration, by the path of the setting in the YAML. */
export class KeptPolicies {
  public readonly findings: Diagnostic[] = [];
  private readonly policies = new Map<string, KeptPolicy>();
  /** The position of the first syntax error in each text that is not JSON. */
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

  /** Returns the position within a policy file, for a finding about its content; undefined for other findings. */
  public place({ path, atName }: Diagnostic): FilePlace | undefined {
    if (atName || path[DEPTH - 1] !== SETTING) {
      return undefined;
    }
    const key = keyOf(path);
    const policy = this.policies.get(key);
    return policy === undefined ? this.broken.get(key) : placeIn(policy, policy.json.offsetOf(path.slice(DEPTH)));
  }

  /** Replaces each path in the configuration with the text of the file. */
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
