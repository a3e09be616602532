import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { FileFinding } from '../config/check-format';
import type { StackConfig, ZencoderConfig } from '../config/format';
import { JsonSource, JsonSyntaxError, lineAndColumn } from '../iam/json-source';
import type { Diagnostic } from '../messages/diagnostic';
import { plain, quoted } from '../messages/wording';
import { readText, unreadable } from './text-file';

/** Of the path `stacks.NAME.buckets.NAME.otherStatements`. */
const DEPTH = 5;

/** The files that `otherStatements` names, by the path of that name in the YAML. */
export class OtherPolicies {
  public readonly findings: FileFinding[] = [];
  private readonly policies = new Map<string, { file: string; text: string; json: JsonSource }>();

  public constructor(
    private readonly configFile: string,
    config: unknown,
  ) {
    const { stacks } = (config ?? {}) as Partial<ZencoderConfig>;
    for (const [stackName, stack] of Object.entries(stacks ?? {})) {
      for (const [name, bucket] of Object.entries(stack?.buckets ?? {})) {
        if (typeof bucket?.otherStatements === 'string') {
          this.read(['stacks', stackName, 'buckets', name, 'otherStatements'], bucket.otherStatements);
        }
      }
    }
  }

  public text(path: Diagnostic['path']): string | undefined {
    return this.policies.get(JSON.stringify(path))?.text;
  }

  /** Of a finding within a policy file: there, not in the YAML. */
  public place({ path }: Diagnostic): string | undefined {
    const policy = this.policies.get(JSON.stringify(path.slice(0, DEPTH)));
    return policy && `${policy.file}:${lineAndColumn(policy.text, policy.json.offsetOf(path.slice(DEPTH)))}`;
  }

  public readInto(config: ZencoderConfig): ZencoderConfig {
    const withTexts = (stackName: string, stack: StackConfig): StackConfig =>
      stack.buckets === undefined
        ? stack
        : {
            ...stack,
            buckets: mapValues(stack.buckets, (name, bucket) => {
              const text = this.text(['stacks', stackName, 'buckets', name, 'otherStatements']);
              return text === undefined
                ? bucket
                : { ...bucket, otherStatements: text, otherStatementsFile: bucket.otherStatements };
            }),
          };
    return { ...config, stacks: mapValues(config.stacks, withTexts) };
  }

  private read(path: (string | number)[], name: string): void {
    const file = shown(this.configFile, name);
    let text = '';
    try {
      text = readText(resolve(dirname(this.configFile), name));
      this.policies.set(JSON.stringify(path), { file, text, json: new JsonSource(text) });
    } catch (error) {
      this.findings.push(
        error instanceof JsonSyntaxError
          ? { path, place: `${file}:${lineAndColumn(text, error.offset)}`, message: error.message }
          : { path, message: `${quoted(name)}: ${unreadable(error)}; the path is relative to ${this.configFile}` },
      );
    }
  }
}

/** The policy file's name as the YAML's reader would write it. */
function shown(configFile: string, name: string): string {
  const folder = dirname(configFile);
  return plain(isAbsolute(name) || folder === '.' ? name : join(folder, name));
}

function mapValues<V, W>(map: Readonly<Record<string, V>>, change: (name: string, value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(name, value)]));
}
