# One bucket. Run by `terraform test` with Terraform 1.7 or later: it downloads the AWS provider, and needs no account.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  bucket = "films"
  grants = [{ role = "input", prefixes = ["in/"] }]
}

run "gets_a_policy" {
  command = plan

  assert {
    condition     = aws_s3_bucket_policy.this[0].bucket == "films"
    error_message = "The policy is that of the bucket."
  }

  assert {
    condition     = aws_s3_bucket_policy.this[0].policy == output.policy_json
    error_message = "It is the document."
  }
}

run "gets_none_where_the_document_alone_is_wanted" {
  command = plan

  variables {
    attach_policy = false
  }

  assert {
    condition     = length(aws_s3_bucket_policy.this) == 0
    error_message = "Who puts it into a policy of their own has one already."
  }

  assert {
    condition     = length(output.statements) == 2
    error_message = "The statements are there to be used."
  }
}

run "may_be_in_another_region_than_the_provider" {
  command = plan

  variables {
    region = "us-east-1"
  }

  assert {
    condition     = aws_s3_bucket_policy.this[0].region == "us-east-1"
    error_message = "Each resource is in the region of the bucket."
  }
}

run "has_urls_with_a_region" {
  command = plan

  assert {
    condition     = output.input_url_base == "s3+eu-central-1://films/"
    error_message = "Regions opened since 2014 need it in the URL."
  }
}

run "may_take_acls_again" {
  command = plan

  variables {
    object_ownership = "BucketOwnerPreferred"
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this[0].rule[0].object_ownership == "BucketOwnerPreferred"
    error_message = "A bucket made since April 2023 takes none, unless that is set."
  }
}

run "is_refused_with_nothing_to_grant" {
  command = plan

  variables {
    grants = []
  }

  expect_failures = [output.policy_json]
}

run "is_refused_in_a_region_of_another_partition" {
  command = plan

  variables {
    region = "cn-north-1"
  }

  expect_failures = [var.region]
}
