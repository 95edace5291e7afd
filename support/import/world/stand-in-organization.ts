/** Ids that stand in for those of an organization that no source describes, or that does not exist yet. */
export const STAND_IN_ORGANIZATION = { id: 'o-keyholeimport', root: 'r-kh00' } as const;
