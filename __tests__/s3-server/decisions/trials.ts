import { join } from 'node:path';
import { S3Server } from '../server';
import { Clients } from './clients';
import { refusesPolicy, type Unasked, unasked } from './not-judged';
import { CANONICAL_USER_ID, REQUESTERS } from './requesters';
import { bucketOf, type Scenario } from './scenarios/scenario';
import { asTerraformReads, synthesizedPolicies, writeConfig } from './synthesized';
import { type Decision, Trial } from './trial';
import { readWords, type Stack, type Words } from './words';

/** What came of a scenario. */
export interface Verdict {
  readonly scenario: Scenario;
  readonly words: Words;
  /** As Terraform reads it in what was synthesized. */
  readonly policy: string;
  readonly decisions: readonly Decision[];
  readonly unasked: readonly Unasked[];
}

const AT_ONCE = 8;

/** All scenarios on one server, a few at a time. */
export class Trials {
  /** Starts a server, synthesizes the policies of all buckets in one run of the app, and begins to ask. */
  static async start(scenarios: readonly Scenario[], staging: Stack['zencoder']): Promise<Trials> {
    const { account: accountId } = REQUESTERS.encoder;
    const server = await S3Server.start({ tls: true, accountId, canonicalUserId: CANONICAL_USER_ID });
    try {
      const folder = join(server.folder, 'app');
      writeConfig(folder, scenarios, staging);
      return new Trials(server, scenarios, readWords(folder), synthesizedPolicies(folder));
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private readonly clients: Clients;
  private readonly verdicts = new Map<Scenario, Promise<Verdict>>();

  private constructor(
    private readonly server: S3Server,
    scenarios: readonly Scenario[],
    words: ReadonlyMap<string, Words>,
    policies: ReadonlyMap<string, string>,
  ) {
    this.clients = new Clients(server);
    const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    scenarios.forEach((scenario, index) => {
      const bucket = bucketOf(scenario);
      const verdict = lanes[index % AT_ONCE]!.then(() =>
        this.judge(scenario, words.get(bucket)!, policies.get(bucket)!),
      );
      lanes[index % AT_ONCE] = verdict.catch(() => {});
      this.verdicts.set(scenario, verdict);
    });
  }

  of(scenario: Scenario): Promise<Verdict> {
    return this.verdicts.get(scenario)!;
  }

  async stop(): Promise<void> {
    this.clients.destroy();
    await this.server.stop();
  }

  private async judge(scenario: Scenario, words: Words, synthesized: string): Promise<Verdict> {
    const policy = asTerraformReads(synthesized);
    const decisions = refusesPolicy(words) ? [] : await new Trial(this.clients, scenario, words, policy).run();
    return { scenario, words, policy, decisions, unasked: unasked(words, scenario.keys) };
  }
}
