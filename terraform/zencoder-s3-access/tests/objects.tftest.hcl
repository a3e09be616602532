# Single objects. Run by `terraform test` with Terraform 1.7 or later: it downloads the AWS provider, and needs no account.

mock_provider "aws" {}

variables {
  bucket = "films"
}

run "are_statements_without_a_method" {
  command = plan

  variables {
    objects = [{ key = "trailers/a.mp4" }]
  }

  assert {
    condition     = jsondecode(output.policy_json).Statement[0].Resource == ["arn:aws:s3:::films/trailers/a.mp4"]
    error_message = "The statement is on exactly that object."
  }
}

run "are_copied_with_a_grant_by_acl_copy" {
  command = plan

  variables {
    objects = [{ key = "a.mp4", method = "acl-copy" }, { key = "b.mp4", method = "acl-copy", copy_to = "for-zencoder/b" }]
  }

  assert {
    condition = { for copy in aws_s3_object_copy.this : copy.source => copy.key } == {
      "films/a.mp4" = "zencoder/a.mp4"
      "films/b.mp4" = "for-zencoder/b"
    }
    error_message = "A copy lies at zencoder/ and the key, unless another place is named."
  }

  assert {
    condition     = length(aws_s3_bucket_policy.this) == 0
    error_message = "Grants in ACLs need no policy."
  }
}

run "must_not_be_copied_onto_themselves" {
  command = plan

  variables {
    objects = [{ key = "a.mp4", method = "acl-copy", copy_to = "a.mp4" }]
  }

  expect_failures = [var.objects]
}

run "have_no_permission_to_write" {
  command = plan

  variables {
    objects = [{ key = "a.mp4", method = "acl", permissions = ["WRITE"] }]
  }

  expect_failures = [var.objects]
}

run "cannot_have_acls_that_are_turned_off" {
  command = plan

  variables {
    objects          = [{ key = "a.mp4", method = "acl" }]
    object_ownership = "BucketOwnerEnforced"
  }

  expect_failures = [output.policy_json]
}

run "may_be_in_a_bucket_of_the_older_form" {
  command = plan

  variables {
    bucket  = "Acme_Films"
    region  = "us-east-1"
    objects = [{ key = "a.mp4", method = "acl-copy" }]
  }

  expect_failures = [check.bucket]
}

run "cannot_be_in_a_bucket_of_the_older_form_elsewhere" {
  command = plan

  variables {
    bucket  = "Acme_Films"
    objects = [{ key = "a.mp4", method = "acl-copy" }]
  }

  expect_failures = [output.policy_json, check.bucket]
}
