# Input that is accepted with a warning at every plan.

variables {
  bucket = "films"
  grants = [{ role = "input" }]
}

run "an_allow_for_everybody_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_every_account_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_one_account_and_for_everybody_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { AWS = ["111122223333", "*"] }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_under_no_condition_at_all_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Condition = {}, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_everybody_but_one_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_sid_that_two_of_them_have_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [for action in ["s3:DeleteObject", "s3:PutObject"] : jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "No", Effect = "Deny", Principal = "*", Action = action, Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_grant_whose_prefixes_are_null_is_doubtful" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = null }]
  }

  expect_failures = [check.doubts]
}

run "statements_that_only_deny_or_name_somebody_are_not" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version = "2012-10-17"
      Statement = [
        { Sid = "A", Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*" },
        { Sid = "B", Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:*", Resource = "arn:aws:s3:::films/*" },
        { Effect = "Allow", Principal = { Service = "cloudfront.amazonaws.com" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" },
        { Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-acme" } } },
      ]
    })]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 6
    error_message = "They are kept beside Zencoder's."
  }
}

run "an_allow_for_everybody_over_tls_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*", Condition = { Bool = { "aws:SecureTransport" = "true" } } }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_a_pattern_of_accounts_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:root" } } }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_deny_of_all_that_is_granted_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "OnlyOurs", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_deny_of_whoever_is_not_in_the_organization_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "OnlyOurs", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-acme" } } }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_deny_that_is_accepted_is_not" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "OnlyOurs", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*" }]
    })]
    accepted_denies = ["OnlyOurs"]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 3
    error_message = "It is kept beside Zencoder's."
  }
}

run "a_deny_from_which_zencoder_is_exempted_is_not" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "OnlyOurs", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-acme", "aws:PrincipalAccount" = "395540211253" } } }]
    })]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 3
    error_message = "It is kept beside Zencoder's."
  }
}

run "a_deny_that_depends_on_the_request_is_not" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "OnlyOurs", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
    })]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 3
    error_message = "It is kept beside Zencoder's."
  }
}

run "a_deny_of_a_part_of_a_grant_is_not" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "OnlyOurs", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/secret/*" }]
    })]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 3
    error_message = "It is kept beside Zencoder's."
  }
}

run "a_canonical_user_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { CanonicalUser = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_role_that_was_deleted_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { AWS = "AROAJ2UCCR6DPCEXAMPLE" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_deny_that_exempts_one_account_of_several_is_warned_of" {
  command = plan

  variables {
    also = [{ account_id = "111122223333" }]
    source_policy_documents = [jsonencode({ Version = "2012-10-17", Statement = [{
      Effect    = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*"
      Condition = { StringNotEquals = { "aws:PrincipalAccount" = "395540211253" } }
    }] })]
  }

  expect_failures = [check.doubts]
}

run "a_deny_that_exempts_all_of_them_is_not" {
  command = plan

  variables {
    also = [{ account_id = "111122223333" }]
    source_policy_documents = [jsonencode({ Version = "2012-10-17", Statement = [{
      Effect    = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::films/*"
      Condition = { StringNotEquals = { "aws:PrincipalAccount" = ["395540211253", "111122223333"] } }
    }] })]
  }
}

run "a_prefix_without_a_delimiter_at_its_end_has_a_second_reading" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = ["in"] }]
  }

  expect_failures = [check.doubts]
}

run "a_prefix_with_any_delimiter_at_its_end_has_none" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = ["in/", "film-", "2027_", "v1."] }]
  }
}

run "a_bucket_name_of_the_older_form_is_doubtful" {
  command = plan

  variables {
    bucket = "Acme_Films"
  }

  expect_failures = [check.doubts]
}

run "a_bucket_name_of_the_older_form_is_doubtful_in_us_east_1" {
  command = plan

  variables {
    bucket = "Acme_Films"
    region = "us-east-1"
  }

  expect_failures = [check.doubts]
}
