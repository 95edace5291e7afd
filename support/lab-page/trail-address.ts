/** The address of the page of CloudTrail. */
export const trailAddress = 'cloudtrail/';
