# In terragrunt.hcl: the review follows each plan of a unit, and "terragrunt run-all plan" reviews each by itself.
terraform {
  extra_arguments "plan_file" {
    commands  = ["plan"]
    arguments = ["-out=plan.out"]
  }

  after_hook "zencoder" {
    commands = ["plan"]
    execute  = ["sh", "-c", "terraform show -json plan.out | zencoder-s3 explain --plan - --fail-on-loss"]
  }
}
