CREATE TABLE `language_packs` (
	`code` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`translations` text NOT NULL,
	`mark` text,
	`updated_at` integer NOT NULL
);
