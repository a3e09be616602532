import { bucketNameFault } from '../../s3/bucket-name';
import { adoptInto } from '../adopt/adopt-into';
import { withConfigLock } from '../adopt/adopted-files';
import { requestedGrant } from '../adopt/requested-grant';
import { sourceFromFile, sourceFromS3 } from '../adopt/source';
import { adoptionTarget, currentTarget, existingBucket } from '../adopt/target';
import { ExitCode, Failure } from '../exit-code';
import { showReport } from '../output/adoption-report';
import type { Terminal } from '../output/terminal';

interface Options {
  readonly file: string;
  readonly policy?: string;
  readonly stack?: string;
  readonly narrow?: boolean;
  readonly refresh?: boolean;
  readonly role?: string;
  readonly prefix?: readonly string[];
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export async function run([name]: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const error =
    name === undefined
      ? options.policy === undefined && 'name a bucket, or give a document with --policy'
      : bucketNameFault(name, options.region);
  if (error) {
    throw new Failure(error, ExitCode.USAGE);
  }
  const isRefresh = options.refresh === true;
  const adoptOptions = { isRefresh, mayNarrow: options.narrow === true, grant: requestedGrant(options) };
  const target = adoptionTarget(options, name);
  if (name !== undefined) {
    existingBucket(name, target, isRefresh);
  }
  const source = await (options.policy === undefined
    ? sourceFromS3(name!, options, target)
    : sourceFromFile(options.policy, name, target));
  const report = await withConfigLock(options.file, () => {
    return adoptInto({ ...source, target: currentTarget(source.target, source.bucket) }, adoptOptions);
  });
  if (options.json) {
    terminal.print(JSON.stringify(report, null, 2));
  } else {
    showReport(report, terminal);
  }
  const isWarned = options.strict && report.warnings.length + report.lost.length > 0;
  const isRejected = report.lost.length > 0 && report.written.length === 0;
  return isRejected || isWarned ? ExitCode.PROBLEMS : ExitCode.FINE;
}
