/** Services whose resources bear on access: a type of theirs that keyhole does not map is listed. */
const BEARING =
  /^aws_(?:s3|s3control|s3tables|kms|iam|secretsmanager|dynamodb|organizations|ssoadmin|identitystore|ram|rolesanywhere|controltower|vpc_endpoint_policy)(?:_|$)|^aws_cloudformation_|^awscc_/;

/** Types of these services that grant and deny nothing. */
const WITHOUT_ACCESS =
  /^aws_(?:s3_(?:object|bucket_object|object_copy|bucket_(?:accelerate_configuration|analytics_configuration|cors_configuration|intelligent_tiering_configuration|inventory|lifecycle_configuration|logging|metric|notification|replication_configuration|website_configuration|metadata_configuration))|iam_(?:access_key|account_alias|account_password_policy|instance_profile|server_certificate|service_linked_role|signing_certificate|user_login_profile|user_ssh_key|virtual_mfa_device|security_token_service_preferences)|kms_ciphertext|secretsmanager_secret_(?:version|rotation)|dynamodb_(?:contributor_insights|kinesis_streaming_destination|table_item|tag)|s3control_storage_lens_configuration|organizations_delegated_administrator)$/;

/** True for a type without a part in access to what keyhole serves. */
export function isIrrelevantType(type: string): boolean {
  return WITHOUT_ACCESS.test(type) || !BEARING.test(type);
}
