import { kept, otherZencoders, ownership } from './accounts';
import { oneAction, oneActionLess, roles } from './actions';
import { expiry, tls } from './conditions';
import { oddNames } from './odd-names';
import type { Scenario, ScenarioGroup } from './scenario';
import { objects, scopes, several } from './scopes';

export const GROUPS: readonly ScenarioGroup[] = [
  { title: 'Roles', scenarios: roles },
  { title: 'One action', scenarios: oneAction },
  { title: 'All actions except one', scenarios: oneActionLess },
  { title: 'Prefixes and keys', scenarios: scopes },
  { title: 'Several grants', scenarios: several },
  { title: 'Objects by method policy', scenarios: objects },
  { title: 'Unusual names', scenarios: oddNames },
  { title: 'Grants with an expiry date', scenarios: expiry },
  { title: 'TLS', scenarios: tls },
  { title: 'Kept statements', scenarios: kept },
  { title: 'Another Zencoder', scenarios: otherZencoders },
  { title: 'Object ownership', scenarios: ownership },
];

export const SCENARIOS: readonly Scenario[] = GROUPS.flatMap(({ scenarios }) => scenarios);
