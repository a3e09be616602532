import { endpointUrlFault } from '../../grants/object-access';
import { type S3Access, S3Reader, S3Unavailable } from '../../live/s3-reader';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode, Failure } from '../exit-code';

/**
 * Looks at S3 with the caller's credentials.
 * @throws Failure where that cannot be done: of one line
 */
export async function withS3Reader<T>(access: S3Access, look: (reader: S3Reader) => Promise<T>): Promise<T> {
  checkOption('--region', access.region, regionFault);
  checkOption('--endpoint-url', access.endpointUrl, endpointUrlFault);
  let reader: S3Reader | undefined;
  try {
    reader = await S3Reader.open(access);
    return await look(reader);
  } catch (error) {
    throw error instanceof S3Unavailable ? new Failure(error.message, ExitCode.INCOMPLETE) : error;
  } finally {
    reader?.close();
  }
}
