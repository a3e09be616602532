import { asSet } from '../messages/text';
import type { UserConfig, ZencoderConfig } from './config';

/** A user of the file. Several stacks may have one of the same name, each in another account. */
export interface FileUser {
  readonly user: string;
  readonly stack: string;
  readonly settings: UserConfig;
}

export function usersIn({ stacks }: ZencoderConfig): FileUser[] {
  return Object.entries(stacks).flatMap(([stack, { users }]) =>
    Object.entries(users ?? {}).map(([user, settings]) => ({ stack, user, settings })),
  );
}

/** A user as the old and the new file have it. */
export interface UserPair {
  readonly before?: FileUser;
  readonly after?: FileUser;
}

/** The same user is who has the same name and stack, or the same name where no file has two of that name. */
export function userPairs(before: ZencoderConfig, after: ZencoderConfig): UserPair[] {
  const [old, young] = [usersIn(before), usersIn(after)];
  return asSet([...old, ...young].map(({ user }) => user)).flatMap((name) => {
    const [olds, youngs] = [old, young].map((users) => users.filter(({ user }) => user === name));
    if (olds!.length < 2 && youngs!.length < 2) {
      return [{ before: olds![0], after: youngs![0] }];
    }
    return asSet([...olds!, ...youngs!].map(({ stack }) => stack)).map((stack) => ({
      before: olds!.find((user) => user.stack === stack),
      after: youngs!.find((user) => user.stack === stack),
    }));
  });
}
