import { SCRIPTS } from '../scripts';
import { CompareTab } from './compare-tab';

// The page waits for it.
SCRIPTS.compare = (root) => new CompareTab(root);
