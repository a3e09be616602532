import { PlanLevel } from '../../explain/plan/plan-finding';
import { PlanError } from '../../explain/plan/plan-json';
import { hasProblems, loses, opens, type PlanReview, reviewPlan } from '../../explain/plan/plan-review';
import { accountIdFault, canonicalUserIdFault } from '../../iam/account';
import { identityOf } from '../../zencoder/another-zencoder';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { planName, planText } from '../input/plan-file';
import { planMarkdown } from '../output/explain-markdown';
import { planData } from '../output/plan-data';
import { planChangesText } from '../output/plan-text';
import type { Terminal } from '../output/terminal';

interface Options {
  readonly plan: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly failOnWidening?: boolean;
  readonly failOnLoss?: boolean;
  readonly strict?: boolean;
  readonly accountId?: string;
  readonly canonicalUserId?: string;
}

/** Prints what the apply of a plan opens and closes. The plan can be of any Terraform configuration. */
export async function explainPlan(options: Options, terminal: Terminal): Promise<ExitCode> {
  const { plan, accountId, canonicalUserId } = options;
  checkOption('--account-id', accountId, accountIdFault);
  checkOption('--canonical-user-id', canonicalUserId, canonicalUserIdFault);
  const review = await reviewed(plan, identityOf({ accountId, canonicalUserId }));
  if (options.json) {
    terminal.print(JSON.stringify(planData(review), null, 2));
  } else {
    terminal.print(options.markdown ? planMarkdown(review) : planChangesText(review, terminal));
  }
  return exitCodeOf(review, options);
}

async function reviewed(plan: string, account: Parameters<typeof reviewPlan>[1]): Promise<PlanReview> {
  const text = await planText(plan);
  try {
    return reviewPlan(text, account);
  } catch (error) {
    throw error instanceof PlanError ? new Failure(`${planName(plan)} ${error.message}`, ExitCode.PROBLEMS) : error;
  }
}

function exitCodeOf(review: PlanReview, { failOnWidening, failOnLoss, strict }: Options): ExitCode {
  const isWarned = review.findings.some(({ level }) => level !== PlanLevel.NOTE);
  const fails =
    hasProblems(review) || (failOnWidening && opens(review)) || (failOnLoss && loses(review)) || (strict && isWarned);
  return fails ? ExitCode.PROBLEMS : ExitCode.FINE;
}
