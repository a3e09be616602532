import type { S3Client } from '@aws-sdk/client-s3';
import { bucketSeenBy, s3Client } from '../requests';
import type { S3Server } from '../server';
import type { RequesterName } from './requesters';

/** How the accounts speak to the server: one client each, and one more over https. */
export class Clients {
  private readonly made = new Map<string, S3Client>();

  constructor(private readonly server: S3Server) {}

  of(requester: RequesterName, tls = false): S3Client {
    const name = `${requester} ${tls}`;
    const client = this.made.get(name) ?? s3Client(this.server, this.accountOf(requester), { tls });
    this.made.set(name, client);
    return client;
  }

  bucketSeenBy(requester: RequesterName, bucket: string): string {
    const account = this.accountOf(requester);
    return account === undefined ? bucket : bucketSeenBy(account, bucket);
  }

  destroy(): void {
    for (const client of this.made.values()) client.destroy();
  }

  private accountOf(requester: RequesterName) {
    return requester === 'anonymous' ? undefined : this.server.accounts[requester];
  }
}
