# Existing statements, which are kept in addition to those for Zencoder.

variables {
  bucket = "films"
  grants = [{ role = "input" }]
  source_policy_documents = [
    <<-JSON
    {
      "Version": "2012-10-17",
      "Id": "Theirs",
      "Statement": {
        "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::films/*",
        "Condition": { "Bool": { "aws:SecureTransport": "false" } }
      }
    }
    JSON
  ]
}

run "follow_ours_unchanged" {
  command = plan

  assert {
    condition     = jsondecode(output.policy_json).Statement[2] == jsondecode(var.source_policy_documents[0]).Statement
    error_message = "Nothing of them is changed."
  }

  assert {
    condition     = jsondecode(output.policy_json).Id == "ZencoderBucketPolicy"
    error_message = "The Id of their document is not kept."
  }
}

run "are_not_among_the_statements_for_zencoder" {
  command = plan

  assert {
    condition     = length(output.statements) == 2
    error_message = "Who makes a policy of their own has them already."
  }
}

run "may_come_from_several_documents_in_their_order" {
  command = plan

  variables {
    source_policy_documents = [for sid in ["Second", "First"] : jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = sid, Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  assert {
    condition     = slice(jsondecode(output.policy_json).Statement, 2, 4)[*].Sid == ["Second", "First"]
    error_message = "Their order is that of the documents."
  }
}

run "may_deny_zencoder_something" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = { Effect = "Deny", Principal = { AWS = "395540211253" }, Action = "s3:PutObject", Resource = "arn:aws:s3:::films/*" }
    })]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 3
    error_message = "That opens nothing."
  }
}

run "must_not_allow_the_account_of_zencoder" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = { Effect = "Allow", Principal = { AWS = ["395540211253"] }, Action = "s3:*", Resource = "arn:aws:s3:::films/*" }
    })]
  }

  expect_failures = [output.policy_json]
}

run "must_not_allow_the_canonical_user_of_zencoder" {
  command = plan

  variables {
    canonical_user_id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    source_policy_documents = [jsonencode({
      Version = "2012-10-17"
      Statement = {
        Effect    = "Allow"
        Principal = { CanonicalUser = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::films/*"
      }
    })]
  }

  expect_failures = [output.policy_json, check.doubts]
}

run "are_doubtful_if_they_allow_everybody" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }
    })]
  }

  expect_failures = [check.doubts]
}

run "must_be_json" {
  command = plan

  variables {
    source_policy_documents = ["Version: 2012-10-17"]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_hold_no_misspelt_element" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = { Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*", Conditions = {} }
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_hold_no_statement_of_an_earlier_apply" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = { Sid = "ZencoderReadcbc7f402", Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*" }
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_mean_the_same_under_the_version_of_our_policy" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2008-10-17"
      Statement = { Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::$${aws:username}" }
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_have_no_principal_that_is_a_string" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Principal = "arn:aws:iam::111122223333:root", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_have_no_account_that_is_a_number" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Principal = { AWS = 111122223333 }, Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_be_about_this_bucket" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::series/*" }]
    })]
  }

  expect_failures = [output.policy_json]
}

run "must_hold_no_condition_on_null" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = null } } }]
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_hold_no_operator_that_iam_does_not_know" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::films/*", Condition = { StringEqual = { "aws:PrincipalOrgID" = "o-acme" } } }]
    })]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_not_allow_everybody_on_condition_of_being_zencoder" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*", Condition = { StringEquals = { "aws:PrincipalAccount" = ["111122223333", "395540211253"] } } }]
    })]
  }

  expect_failures = [output.policy_json]
}

run "keep_numbers_and_truth_values_in_conditions" {
  command = plan

  variables {
    source_policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::films/*\",\"Condition\":{\"NumericLessThan\":{\"s3:TlsVersion\":1.2},\"Bool\":{\"aws:SecureTransport\":false}}}}"]
  }

  assert {
    condition = jsondecode(output.policy_json).Statement[2].Condition == {
      NumericLessThan = { "s3:TlsVersion" = 1.2 }
      Bool            = { "aws:SecureTransport" = false }
    }
    error_message = "They are not turned into strings."
  }
}

run "can_have_one_element_escaped" {
  command = plan

  variables {
    source_policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"caf\\u00e9\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::films/*\"}}"]
  }

  assert {
    condition     = jsondecode(output.policy_json).Statement[2].Sid == "café"
    error_message = "An escape is the character."
  }
}

run "must_hold_no_escape_that_is_rewritten" {
  command = plan

  variables {
    source_policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"cafe\\u0301\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::films/*\"}}"]
  }

  expect_failures = [var.source_policy_documents]
}

run "must_hold_no_number_of_many_digits" {
  command = plan

  variables {
    source_policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::films/*\",\"Condition\":{\"NumericLessThan\":{\"s3:TlsVersion\":12345678901234567890}}}}"]
  }

  expect_failures = [var.source_policy_documents]
}
