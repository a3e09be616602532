import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/messages/json';
import { PLAN_SCENARIOS, type PlanScenario } from '../explain/plan/plan-scenarios';
import { trimmedPlan } from '../explain/plan/trimmed-plan';
import { ROOT } from '../support/run';
import { MODULE } from '../terraform-module/modules';
import type { Cloud } from './lab/cloud';
import { fitModule } from './lab/fitted';
import { describeDeployment } from './lab/suite';

const FIXTURES = join(ROOT, '__tests__', 'explain', 'plan', 'fixtures');

/** A scenario has up to nine calls of Terraform. */
const MILLISECONDS = 600_000;

describeDeployment('The plans in the tests of explain --plan', (cloud) => {
  it.each(PLAN_SCENARIOS)(
    'are those of Terraform and the real provider: $name',
    async (scenario) => {
      const plan = await planOf(scenario, cloud());
      const file = join(FIXTURES, `${scenario.name}.json`);
      if (process.env.WRITE_PLANS) {
        writeFileSync(file, `${JSON.stringify(plan, null, 1)}\n`);
      }
      expect(plan).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    },
    MILLISECONDS,
  );
});

/** On an AWS of its own for each: buckets of one scenario are not in the way of the next. */
async function planOf(
  { name, existing, before = [], meanwhile, planned, options = [] }: PlanScenario,
  cloud: Cloud,
): Promise<JsonObject> {
  await fetch(`${cloud.gateway.endpoint}/moto-api/reset`, { method: 'POST' });
  const module = join(cloud.folder, 'zencoder-s3-access');
  if (!existsSync(module)) {
    cpSync(MODULE, module, { recursive: true });
    fitModule(module, cloud.provider);
  }
  if (existing !== undefined) {
    await apply(`${name}-existing`, existing, cloud);
  }
  for (const configuration of before) {
    await apply(name, configuration, cloud);
  }
  if (meanwhile !== undefined) {
    await apply(`${name}-meanwhile`, meanwhile, cloud);
  }
  const folder = await written(name, planned, cloud);
  await cloud.tryTerraform(folder, 'plan', '-input=false', '-out=plan', ...options);
  return trimmedPlan(JSON.parse(await cloud.terraform(folder, 'show', '-json', 'plan')) as JsonObject);
}

async function apply(name: string, configuration: string, cloud: Cloud): Promise<void> {
  const folder = await written(name, configuration, cloud);
  await cloud.terraform(folder, 'apply', '-auto-approve', '-input=false');
}

async function written(name: string, configuration: string, cloud: Cloud): Promise<string> {
  const folder = join(cloud.folder, name);
  const head = `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${cloud.provider.version}"
    }
  }
}
provider "aws" {
  region            = "us-east-1"
  s3_use_path_style = true
}
`;
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf'), head + configuration);
  if (isNew || configuration.includes('module "')) {
    await cloud.init(folder);
  }
  return folder;
}
