CREATE TABLE `official_phones` (
	`id` text PRIMARY KEY NOT NULL,
	`official_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`linked_at` integer NOT NULL,
	FOREIGN KEY (`official_id`) REFERENCES `officials`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "official_phones_kind" CHECK("official_phones"."kind" = 'sms' or "official_phones"."kind" = 'zalo' or "official_phones"."kind" = 'zalo-bot' or "official_phones"."kind" = 'telegram')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `official_phones_address` ON `official_phones` (`kind`,`value`);--> statement-breakpoint
CREATE INDEX `official_phones_official` ON `official_phones` (`official_id`);--> statement-breakpoint
CREATE TABLE `official_spent_codes` (
	`key` text PRIMARY KEY NOT NULL,
	`message` text NOT NULL,
	`at` integer NOT NULL
);
