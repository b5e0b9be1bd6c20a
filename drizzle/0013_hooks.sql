CREATE TABLE `hook_broadcasts` (
	`hook_id` text NOT NULL,
	`broadcast_id` text NOT NULL,
	`status` text NOT NULL,
	PRIMARY KEY(`hook_id`, `broadcast_id`),
	FOREIGN KEY (`hook_id`) REFERENCES `hooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `hook_calls` (
	`hook_id` text NOT NULL,
	`event_id` text NOT NULL,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer,
	`claim_id` text,
	`code` text,
	`at` integer NOT NULL,
	`settled_at` integer,
	PRIMARY KEY(`hook_id`, `event_id`),
	FOREIGN KEY (`hook_id`) REFERENCES `hooks`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hook_calls_status" CHECK("hook_calls"."status" = 'queued' or "hook_calls"."status" = 'sending' or "hook_calls"."status" = 'done' or "hook_calls"."status" = 'failed')
);
--> statement-breakpoint
CREATE INDEX `hook_calls_due` ON `hook_calls` (`due_at`) WHERE "hook_calls"."status" = 'queued';--> statement-breakpoint
CREATE INDEX `hook_calls_sending` ON `hook_calls` (`lease_until`) WHERE "hook_calls"."status" = 'sending';--> statement-breakpoint
CREATE TABLE `hooks` (
	`id` text PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`url` text NOT NULL,
	`topics` text NOT NULL,
	`communes` text NOT NULL,
	`provinces` text NOT NULL,
	`is_on` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`looked_to` integer NOT NULL,
	`removed_at` integer
);
