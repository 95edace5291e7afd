/** The form of a region's name: `eu-west-1`, `us-gov-east-1`. */
export const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;
