CREATE TABLE `poll_asks` (
	`poll_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`answer` integer,
	`answered_at` integer,
	PRIMARY KEY(`poll_id`, `contact_id`),
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `poll_asks_contact` ON `poll_asks` (`contact_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `polls` (
	`id` text PRIMARY KEY NOT NULL,
	`question` text NOT NULL,
	`options` text,
	`communes` text NOT NULL,
	`topic` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`asked_to` text NOT NULL,
	`asked_all` integer NOT NULL,
	CONSTRAINT "polls_topic" CHECK("polls"."topic" = 'credit' or "polls"."topic" = 'training' or "polls"."topic" = 'jobs' or "polls"."topic" = 'disaster' or "polls"."topic" = 'policy')
);
