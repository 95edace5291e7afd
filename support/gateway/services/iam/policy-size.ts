/** How long a policy is for IAM's quotas, which do not count white space. Source: IAM user guide, "IAM and AWS STS quotas". */
export function policySize(document: string): number {
  return document.replace(/\s/g, '').length;
}
