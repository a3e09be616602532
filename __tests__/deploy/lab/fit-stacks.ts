/** Run behind `main.ts` where the app is run by the command `cdktf`, which applies what it finds then. */
import { fitStacks } from './fitted';
import { providerGiven } from './provider';

fitStacks(process.env.CDKTF_OUTDIR ?? 'cdktf.out', providerGiven()!);
