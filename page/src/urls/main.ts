import { SCRIPTS } from '../scripts';
import { UrlsTab } from './urls-tab';

// The page waits for it.
SCRIPTS.urls = (root) => new UrlsTab(root);
