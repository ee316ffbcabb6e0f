import { minimumMigrationTime } from './minimum-migration-time.ts';

export const vmChoices = [minimumMigrationTime];
