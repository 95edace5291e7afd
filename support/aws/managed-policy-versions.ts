/** Versions that a managed policy may have. Source: IAM user guide, "IAM and AWS STS quotas". */
export const MAX_POLICY_VERSIONS = 5;
