ALTER TABLE `polls` ADD `passed_by` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `polls` ADD `round_at` integer DEFAULT 0 NOT NULL;