import {
  type App,
  type TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  type TerraformVariableConfig,
} from 'cdktf';
import type { Node } from 'constructs';
import type { Condition } from '../conditions';

/** What a module says in its block `terraform`. */
export interface ModuleRequirements {
  readonly required_version: string;
  readonly required_providers?: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
}

/** Validations refer to their own variable only, output preconditions and `check` blocks are known: all of it since 1.5. */
export const TERRAFORM_VERSION = '>= 1.5';

type Block = { [name: string]: unknown };

/** A Terraform module as a stack: without backend and provider, which belong to who calls it, and with names as they are given. */
export class ModuleStack extends TerraformStack {
  public constructor(
    app: App,
    name: string,
    private readonly requirements: ModuleRequirements,
  ) {
    super(app, name);
  }

  public variables(configs: Readonly<Record<string, TerraformVariableConfig>>): void {
    for (const [name, { default: standard, ...config }] of Object.entries(configs)) {
      const variable = new TerraformVariable(this, `var:${name}`, { nullable: standard === null, ...config });
      if (standard !== undefined) {
        // CDKTF stumbles over a null.
        variable.addOverride('default', standard);
      }
    }
  }

  public locals(expressions: Readonly<Record<string, string>>): void {
    for (const [name, expression] of Object.entries(expressions)) {
      new TerraformLocal(this, `local:${name}`, `\${${expression.replace(/\n\s*/g, ' ')}}`);
    }
  }

  public output(name: string, expression: string, description: string, preconditions: readonly Condition[] = []): void {
    const output = new TerraformOutput(this, `output:${name}`, { value: `\${${expression}}`, description });
    if (preconditions.length > 0) {
      const conditions = preconditions.map(({ condition, errorMessage }) => ({
        condition,
        error_message: errorMessage,
      }));
      output.addOverride('precondition', conditions);
    }
  }

  public override toTerraform(): Block {
    const { terraform: _backend, provider: _provider, ...blocks } = withoutMetadata(super.toTerraform()) as Block;
    return { terraform: this.requirements, ...blocks };
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { id } = 'node' in element ? element.node : element;
    return id.replace(/^.*:/, '');
  }
}

function withoutMetadata(block: unknown): unknown {
  if (Array.isArray(block)) {
    return block.map(withoutMetadata);
  }
  return typeof block === 'object' && block !== null
    ? Object.fromEntries(
        Object.entries(block).flatMap(([name, member]) => (name === '//' ? [] : [[name, withoutMetadata(member)]])),
      )
    : block;
}
