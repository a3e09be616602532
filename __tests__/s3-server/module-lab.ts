import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyModule } from '../terraform-module/modules';
import { TerraformLab } from './terraform-lab';

/** What a user gives to the module. */
export interface Inputs {
  readonly objects: readonly { readonly key: string; readonly [attribute: string]: unknown }[];
  readonly canonical_user_id?: string;
}

interface Options {
  readonly bucket: string;
  /** In the place of AWS. */
  readonly endpointUrl: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A configuration of a user's that calls the module `object-grants` for a bucket whose name is known only after the apply. */
export class ModuleLab extends TerraformLab<Inputs> {
  protected readonly root = this.folder;

  constructor({ bucket, endpointUrl, environment }: Options) {
    super({ environment });
    copyModule('modules/object-grants', this.folder);
    writeFileSync(
      join(this.folder, 'main.tf'),
      `variable "objects" {
  type = any
}

variable "canonical_user_id" {
  type    = string
  default = null
}

resource "terraform_data" "bucket" {
  input = "${bucket}"
}

module "grants" {
  source            = "./object-grants"
  bucket            = terraform_data.bucket.output
  objects           = var.objects
  canonical_user_id = var.canonical_user_id
  endpoint_url      = "${endpointUrl}"
}
`,
    );
  }

  protected write(inputs: Inputs): void {
    writeFileSync(join(this.folder, 'terraform.tfvars.json'), JSON.stringify(inputs));
  }
}
